namespace CycleSim.Accelerator.FastForward;

/// <summary>Progress of a port.</summary>
/// <param name="Chunks">Chunks taken.</param>
/// <param name="Issued">Accesses requested.</param>
/// <param name="Consumed">Lines used.</param>
/// <param name="IsIdle">It has nothing to do in the segment.</param>
internal readonly record struct PortMark(int Chunks, long Issued, long Consumed, bool IsIdle);
