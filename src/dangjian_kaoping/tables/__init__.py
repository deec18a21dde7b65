"""来表: tables that came from outside, whatever program wrote them, as `forms.grid` has them."""
