"""What a household earns and spends: rounds typed as a grid, then money over time, on screen and paper."""
