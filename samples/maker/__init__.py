"""Make the sample documents: figures typed from the standard by hand, nothing taken from the gongwen package."""
