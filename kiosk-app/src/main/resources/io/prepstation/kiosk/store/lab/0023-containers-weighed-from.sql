-- Which sessions were weighed from a container is asked for each container that is not at the hub, and before one is deleted.
CREATE INDEX dispenses_by_container_id ON dispenses (container_id, session_id) WHERE container_id IS NOT NULL;
