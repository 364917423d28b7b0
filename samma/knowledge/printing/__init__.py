"""Papers out: a record in any of its forms, as one PDF, as many, or as a job."""
