namespace CycleSim.Accelerator.Tiles;

/// <summary>The times of a tile on the array, in picoseconds, ascending.</summary>
/// <param name="FreePs">The tile before is computed.</param>
/// <param name="LoadedPs">Its operands can be used; <see cref="FreePs"/> if that was earlier.</param>
/// <param name="StartPs">An output buffer is free too: it starts.</param>
/// <param name="EndPs">It is computed.</param>
internal readonly record struct TileInterval(long FreePs, long LoadedPs, long StartPs, long EndPs)
{
    /// <summary>The array waited for operands.</summary>
    internal long WaitLoadPs => LoadedPs - FreePs;

    /// <summary>The array had its operands and waited for an output buffer, and so for a store.</summary>
    internal long WaitStorePs => StartPs - LoadedPs;

    /// <summary>The array computed.</summary>
    internal long BusyPs => EndPs - StartPs;
}
