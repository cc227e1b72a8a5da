using System.Collections.Frozen;
using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Workloads.Onnx;

/// <summary>Finds the shape of every value of a model at a batch size, and the contents that shapes depend on.</summary>
internal static class ShapeInference
{
    /// <summary>Infers all shapes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">First dimension of every data input, at least 1.</param>
    /// <exception cref="InputException">A node is not known or does not fit its inputs.</exception>
    public static ShapedModel Infer(OnnxModel model, int batch)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ImmutableArray<string> dataInputs = DataInputs.Of(model);
        var inputs = new GraphInputs(model, dataInputs, batch);
        Dictionary<string, OnnxValue> values = new(StringComparer.Ordinal);
        foreach ((string name, OnnxTensor tensor) in model.Initializers)
            values.Add(name, new(name, tensor.Type, tensor.Shape, true, tensor.Numbers));
        foreach (OnnxInput input in model.Inputs)
            values.Add(input.Name, inputs.ValueOf(input));
        long numbersLeft = OnnxLimits.ComputedNumbers;
        foreach (OnnxNode node in model.Nodes)
            numbersLeft -= Infer(node, model.Opset, values, numbersLeft);
        return new(model, batch, dataInputs, values.ToFrozenDictionary(StringComparer.Ordinal));
    }

    // Returns how many numbers of contents the node may have read and written.
    private static long Infer(OnnxNode node, int opset, Dictionary<string, OnnxValue> values, long maxNumbers)
    {
        OperatorRule rule = OperatorTable.Find(node, opset);
        OnnxValue?[] inputs = [.. node.Inputs.Select(name => name.Length == 0 ? null : values[name])];
        IReadOnlyList<OnnxTensor> results = rule.Infer(new OperatorCall(node, opset, inputs, maxNumbers));
        if (node.Outputs.Length > results.Count)
            throw node.Error($"has {node.Outputs.Length} outputs; allowed: at most {results.Count}");
        bool isConstant = node.Operator is "Shape" or "Size" || inputs.All(input => input is null || input.IsConstant);
        long numbers = inputs.Sum(OperatorCall.NumbersOf);
        foreach ((string name, OnnxTensor result) in node.Outputs.Zip(results).Where(output => output.First.Length > 0))
        {
            // Nothing can be computed from data without elements; a slice that takes none is a mistake.
            if (!isConstant && ShapeArithmetic.Elements(result.Shape) == 0)
                throw node.Error($"the result {OnnxText.Quote(name)} has no elements: {OnnxText.Shape(result.Shape)}");
            values.Add(name, new(name, result.Type, result.Shape, isConstant, isConstant ? result.Numbers : null));
            numbers += result.Numbers?.Length ?? 0;
        }

        return numbers;
    }
}
