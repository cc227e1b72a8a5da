namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The lines that one port (a lane, a group of lanes, or a group of columns) moves during a phase, in order of the array step in
/// which each is needed (reads) or ready (writes), as chunks: patterns that occur again and again, each placed somewhere.
/// </summary>
internal abstract class LineSequence
{
    /// <summary>Gives the next chunk, which is not empty and does not start before the last one ended; false at the end.</summary>
    internal abstract bool TryNext(out LineChunk chunk);
}
