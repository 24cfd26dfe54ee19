"""The relay: forwards model requests to the upstream that the server's owner configured, and adds the API
key."""
