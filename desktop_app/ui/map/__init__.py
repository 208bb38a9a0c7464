"""The folder as a picture: what is close in meaning lies close together."""
