using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Export;

/// <summary>Fully connected layers in ONNX: Gemm on vectors, MatMul and Add on sequences.</summary>
internal static class ProductExports
{
    public static void Write(FullyConnectedOperator layer, OnnxGraphWriter writer)
    {
        string input = layer.Inputs[0].Name;
        string weight = writer.Weight(layer.Weight);
        bool isOutByIn = layer.Weight.Shape.Rank == 2 && layer.Weight.Shape[0] == layer.OutFeatures;
        if (layer.Inputs[0].Shape.Rank == 2)
        {
            string[] bias = layer.Bias is null ? [] : [writer.Weight(layer.Bias)];
            writer.AddFinal("Gemm", [input, weight, .. bias], layer.Outputs, ("transB", isOutByIn ? 1L : 0L));
            return;
        }

        string columns = isOutByIn ? writer.Add("Transpose", [weight], ("perm", new long[] { 1, 0 })) : weight;
        if (layer.Bias is null)
            writer.AddFinal("MatMul", [input, columns], layer.Outputs);
        else
            writer.AddFinal("Add", [writer.Add("MatMul", [input, columns]), writer.Weight(layer.Bias)], layer.Outputs);
    }
}
