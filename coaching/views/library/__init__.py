"""What anyone may read, and what readers may say."""
