using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Lines of streamed tensors if each passes once: what tiles move when they are large enough.</summary>
/// <param name="question">The step.</param>
/// <param name="mappers">Who knows the footprints of each GEMM operation, by its index; null for those of the vector unit.</param>
internal sealed class OnePassCost(ResidencyQuestion question, GemmTileMapper?[] mappers) : IStreamingCost
{
    private readonly Dictionary<(int Operation, int Tensor), long> _lines = [];

    /// <inheritdoc />
    public long Lines(int operation, TensorSpec tensor)
    {
        if (mappers[operation] is not { } mapper)
            return question.StreamedLines(operation, tensor);
        if (!_lines.TryGetValue((operation, tensor.Id), out long lines))
            _lines.Add((operation, tensor.Id), lines = mapper.LinesOfOnePass(tensor));
        return lines;
    }
}
