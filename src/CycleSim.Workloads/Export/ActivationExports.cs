using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Export;

/// <summary>Functions of each word in ONNX.</summary>
internal static class ActivationExports
{
    public static void Write(ActivationOperator activation, OnnxGraphWriter writer)
    {
        string input = activation.Inputs[0].Name;
        switch (activation.Function)
        {
            case ActivationFunctions.Relu6:
                writer.AddFinal("Clip", [input, writer.Number(0), writer.Number(6)], activation.Outputs);
                break;
            case ActivationFunctions.Silu:
                writer.AddFinal("Mul", [input, writer.Add("Sigmoid", [input])], activation.Outputs);
                break;
            case ActivationFunctions.GeluTanh:
                writer.AddFinal("Gelu", [input], activation.Outputs, ("approximate", "tanh"));
                break;
            case ActivationFunctions.HardSigmoid:
                writer.AddFinal("HardSigmoid", [input], activation.Outputs, ("alpha", 1f / 6));
                break;
            default:
                writer.AddFinal(NameOf(activation.Function), [input], activation.Outputs);
                break;
        }
    }

    /// <summary>Several axes become one first: the operator works on one axis from opset 13 on.</summary>
    public static bool TryWrite(SoftmaxOperator softmax, OnnxGraphWriter writer)
    {
        string input = softmax.Inputs[0].Name;
        TensorShape shape = softmax.Inputs[0].Shape;
        int axis = softmax.Axis;
        if (axis < shape.Rank && shape[axis] == softmax.Length)
        {
            writer.AddFinal("Softmax", [input], softmax.Outputs, ("axis", (long)axis));
            return true;
        }

        // The size of the batch is not known, and a sum over it no training step.
        if (softmax.Axis == 0)
            return false;
        var joined = new TensorShape([.. shape[..softmax.Axis].Axes, softmax.Length]);
        string shares = writer.Add("Softmax", [writer.Add("Reshape", [input, writer.Shape(joined)])], ("axis", -1L));
        writer.AddFinal("Reshape", [shares, writer.Shape(shape)], softmax.Outputs);
        return true;
    }

    private static string NameOf(string function) => function switch
    {
        ActivationFunctions.Relu => "Relu",
        ActivationFunctions.Sigmoid => "Sigmoid",
        ActivationFunctions.Tanh => "Tanh",
        ActivationFunctions.Gelu => "Gelu",
        ActivationFunctions.HardSwish => "HardSwish",
        _ => throw new ArgumentException($"the function {function} is unknown", nameof(function)),
    };
}
