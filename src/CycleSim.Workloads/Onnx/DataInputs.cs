using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>
/// Tells data from weights among the inputs of a graph. Weights are inputs where a file leaves their content out. An open first dimension
/// is a batch, so its input is data. In files without one, inputs are weights if they enter where only weights do.
/// </summary>
internal static class DataInputs
{
    /// <summary>Inputs from this index on are weights, by operator.</summary>
    private static readonly Dictionary<string, int> WeightsFrom = new(StringComparer.Ordinal)
    {
        ["Conv"] = 1,
        ["ConvTranspose"] = 1,
        ["Gemm"] = 1,
        ["MatMul"] = 1,
        ["BatchNormalization"] = 1,
        ["LayerNormalization"] = 1,
        ["RMSNormalization"] = 1,
        ["InstanceNormalization"] = 1,
        ["GroupNormalization"] = 1,
        ["PRelu"] = 1,
    };

    /// <summary>Operators that keep the content of their first input.</summary>
    private static readonly HashSet<string> Views = new(StringComparer.Ordinal)
    {
        "Identity", "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Cast", "CastLike", "Expand", "Slice", "Split",
    };

    /// <summary>Operators that take weights of fewer dimensions next to data, e.g. a bias or a position embedding.</summary>
    private static readonly HashSet<string> Mixed = new(StringComparer.Ordinal) { "Add", "Sub", "Mul", "Div", "Concat" };

    /// <summary>The names of the data inputs, in the order of the file.</summary>
    /// <exception cref="Platform.InputException">No input is data.</exception>
    public static ImmutableArray<string> Of(OnnxModel model)
    {
        ImmutableArray<string> data = [.. model.Inputs.Where(input => input.Shape is [{ IsOpen: true }, ..]).Select(input => input.Name)];
        if (data.IsEmpty)
            data = WithoutWeights(model);
        return !data.IsEmpty
            ? data
            : throw OnnxText.Error(model.File, "the graph has no data input: an input with a batch as its first dimension is needed");
    }

    private static ImmutableArray<string> WithoutWeights(OnnxModel model)
    {
        var uses = new WeightUses(model, Views);
        OnnxInput[] candidates =
        [
            .. model.Inputs.Where(input => input.Shape.Length > 0
                && !(input.Type == OnnxElementType.Float && uses.Of(input.Name).Any(IsWeightSlot))),
        ];
        bool hasTokens = candidates.Any(input => input.Type == OnnxElementType.Integer);
        int rank = candidates.Select(input => input.Shape.Length).DefaultIfEmpty().Max();
        return
        [
            .. candidates.Where(input => input.Type != OnnxElementType.Float
                || !(hasTokens || input.Shape.Length < rank)
                || !uses.Of(input.Name).All(use => Mixed.Contains(use.Node.Operator))).Select(input => input.Name),
        ];
    }

    private static bool IsWeightSlot((OnnxNode Node, int Slot) use) =>
        (WeightsFrom.TryGetValue(use.Node.Operator, out int first) && use.Slot >= first)
        || (use.Node.Operator == "Gather" && use.Slot == 0);
}
