"""The residents' committee is elected: an election committee, nominations, candidates, proxies, further votes, recall, handover."""
