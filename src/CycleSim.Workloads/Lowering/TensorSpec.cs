using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// One tensor of a training step. It is stored as slices (images of the batch for activations and errors, output channels for
/// weights), each a run of words with the channels innermost: word = pixel x channels + channel.
/// </summary>
/// <param name="Id">Position in <see cref="StepProgram.Tensors"/>.</param>
/// <param name="Name">Unique name, e.g. "conv1.out", "conv1.weight", "conv1.error".</param>
/// <param name="Role">Decides the scratchpad.</param>
/// <param name="Layer">Index of the layer that owns the tensor; -1 for images and labels.</param>
/// <param name="Slices">Number of slices, at least 1.</param>
/// <param name="WordsPerSlice">Words of one slice, at least 1.</param>
public sealed record TensorSpec(
    int Id,
    string Name,
    TensorRole Role,
    int Layer,
    int Slices,
    int WordsPerSlice)
{
    /// <summary>Number format in which it is stored, where the step decides that; null leaves it to the machine.</summary>
    public NumberFormat? Format { get; init; }

    /// <summary>Words of the whole tensor.</summary>
    public long Words => (long)Slices * WordsPerSlice;
}
