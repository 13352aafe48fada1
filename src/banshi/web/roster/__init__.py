"""应报名册: who has reported in a campaign and who has not; opening one, closing it, and chasing the late."""
