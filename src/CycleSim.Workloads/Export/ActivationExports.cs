using CycleSim.Workloads.Operators;

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
