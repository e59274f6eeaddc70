"""Who works for a community: posts, rota, training, handover."""
