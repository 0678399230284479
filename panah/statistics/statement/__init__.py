"""The wording of the five-year statement: figures in, a paragraph of typed segments out. Pure."""
