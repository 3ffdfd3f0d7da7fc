"""Who should meet whom: ranked recommendations with their reasons; pure data in and out."""
