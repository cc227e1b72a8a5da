namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>Lines to and from DRAM of a product in tiles.</summary>
/// <param name="Loaded">Lines loaded.</param>
/// <param name="All">Lines loaded and stored.</param>
/// <param name="TileOfA">Of a load of a tile of the first operand, on average; 0 where it is on-chip.</param>
/// <param name="TileOfB">Of a load of a tile of the second operand, likewise.</param>
/// <param name="TileOfC">Of a store of a tile, and of what is loaded beside it.</param>
internal readonly record struct ProductLines(double Loaded, double All, double TileOfA, double TileOfB, double TileOfC);
