"""What the registration of OTOP products asks, as plain functions."""


def may_keep_rounds(user) -> bool:
    """Whether he opens and closes registration rounds: the province and the department; districts read them."""
    return user.may_review or user.may_keep_lists
