using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Steps;

/// <summary>A block of a vector operation: an equal share of each of its streams.</summary>
/// <param name="Index">Which block.</param>
/// <param name="Count">Number of blocks.</param>
internal readonly record struct StreamBlock(long Index, long Count)
{
    /// <summary>The block's lines of a stream, from the first to before the last.</summary>
    internal (long From, long To) Of(LineStream stream) => (stream.Count * Index / Count, stream.Count * (Index + 1) / Count);
}
