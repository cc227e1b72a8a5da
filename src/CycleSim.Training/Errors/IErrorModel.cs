using CycleSim.Configuration.Keys;
using CycleSim.Kernel;

namespace CycleSim.Training.Errors;

/// <summary>
/// What a failed write leaves behind. One object serves all tensors. Its meaning says what is left, e.g. "the former bit".
/// </summary>
internal interface IErrorModel : INamedChoice
{
    /// <summary>Whether the former content matters.</summary>
    public bool NeedsOld { get; }

    /// <summary>Whether a bit that fails keeps what it held, so that a tensor that is updated in place needs no copy.</summary>
    public bool KeepsOldBits { get; }

    /// <summary>Writes a tensor to one array.</summary>
    /// <param name="sampler">Finds the bits that fail.</param>
    /// <param name="key">Key of the random numbers.</param>
    /// <param name="values">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; of the same length if the model needs it, unused otherwise.</param>
    /// <param name="counts">Gets one for each bit that is wrong, by its position in the word.</param>
    public void Write(ErrorSampler sampler, PhiloxBlock key, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts);
}
