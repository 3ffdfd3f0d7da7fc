from matchdesk.services.places import countries, country_name, language_name, languages


def test_countries_hold_countries_only():
    codes = countries()
    assert {"PL", "TW", "XK", "US"} <= codes.keys()
    assert not {"EU", "UN", "ZZ", "EZ"} & codes.keys()


def test_names_follow_the_language_asked_for():
    assert (country_name("de"), country_name("DE", "pl")) == ("Germany", "Niemcy")
    assert (language_name("ZH"), language_name("zh", "de")) == ("Chinese", "Chinesisch")


def test_what_has_no_name_stays_as_it_is():
    assert (country_name("Africa"), language_name("klingon")) == ("Africa", "klingon")


def test_languages_are_in_order_of_name():
    names = list(languages().values())
    assert names == sorted(names)
