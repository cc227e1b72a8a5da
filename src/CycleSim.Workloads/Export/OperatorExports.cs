using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Export;

/// <summary>The nodes that an operator is in ONNX.</summary>
internal static class OperatorExports
{
    /// <summary>Adds the nodes of an operator.</summary>
    /// <returns>False where it has no form in ONNX.</returns>
    public static bool TryWrite(Operator layer, OnnxGraphWriter writer)
    {
        switch (layer)
        {
            case ConvolutionOperator convolution:
                WindowExports.Write(convolution, writer);
                break;
            case TransposedConvolutionOperator convolution:
                WindowExports.Write(convolution, writer);
                break;
            case PoolOperator pool:
                WindowExports.Write(pool, writer);
                break;
            case FullyConnectedOperator fullyConnected:
                ProductExports.Write(fullyConnected, writer);
                break;
            case MatrixProductOperator product:
                writer.AddFinal("MatMul", Names(product), product.Outputs);
                break;
            case BatchNormOperator norm:
                writer.AddFinal("BatchNormalization", [.. Names(norm), .. norm.Parameters.Select(writer.Weight)], norm.Outputs);
                break;
            case LayerNormOperator norm:
                NormExports.Write(norm, writer);
                break;
            case RmsNormOperator norm:
                NormExports.Write(norm, writer);
                break;
            case ActivationOperator activation:
                ActivationExports.Write(activation, writer);
                break;
            default:
                return TryWriteOther(layer, writer);
        }

        return true;
    }

    private static bool TryWriteOther(Operator layer, OnnxGraphWriter writer)
    {
        switch (layer)
        {
            case SoftmaxOperator softmax:
                return ActivationExports.TryWrite(softmax, writer);
            case ScaleOperator scale:
                writer.AddFinal("Mul", [.. Names(scale), writer.Number(ScaleFactor)], scale.Outputs);
                break;
            case AddOperator add:
                writer.AddFinal("Add", Names(add), add.Outputs);
                break;
            case MultiplyOperator multiply:
                writer.AddFinal("Mul", Names(multiply), multiply.Outputs);
                break;
            case GlobalPoolOperator pool:
                writer.AddFinal(pool.IsMax ? "GlobalMaxPool" : "GlobalAveragePool", Names(pool), pool.Outputs);
                break;
            case ConcatOperator concat:
                writer.AddFinal("Concat", Names(concat), concat.Outputs, ("axis", (long)concat.Axis));
                break;
            default:
                return SequenceExports.TryWrite(layer, writer) || LayoutExports.TryWrite(layer, writer);
        }

        return true;
    }

    /// <summary>A graph does not keep the number; counts do not depend on it.</summary>
    private const float ScaleFactor = 0.125f;

    /// <summary>Names of the values that an operator takes.</summary>
    public static string[] Names(Operator layer) => [.. layer.Inputs.Select(input => input.Name)];
}
