"""Django parts that know no domain noun."""
