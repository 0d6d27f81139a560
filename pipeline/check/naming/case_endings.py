"""What the Kazakh case endings of a name look like, by harmony and by the sound before them."""

GENITIVE = "[дтн][ыі]ң"
ACCUSATIVE = "[дтн][ыі]"
DATIVE = "[ғқ]а|[гк]е"
ABLATIVE = "[дтн][ае]н"
INSTRUMENTAL = "[мбп]ен"
BUT_GENITIVE = f"{ACCUSATIVE}|{DATIVE}|{ABLATIVE}|{INSTRUMENTAL}"
