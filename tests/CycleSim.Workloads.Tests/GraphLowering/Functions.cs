using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>The functions of single words, their slopes, and what can be told of their argument by their result.</summary>
internal static class Functions
{
    internal static double Value(string function, double x) => function switch
    {
        ActivationFunctions.Relu => Math.Max(x, 0),
        ActivationFunctions.Relu6 => Math.Clamp(x, 0, 6),
        ActivationFunctions.Sigmoid => Sigmoid(x),
        ActivationFunctions.Tanh => Math.Tanh(x),
        ActivationFunctions.Silu => x * Sigmoid(x),
        ActivationFunctions.Gelu => x * Sigmoid(2 * x) * 0.75,
        ActivationFunctions.GeluTanh => x * Sigmoid(1.5 * x),
        ActivationFunctions.HardSigmoid => Math.Clamp(x / 6 + 0.5, 0, 1),
        ActivationFunctions.HardSwish => x * Math.Clamp(x / 6 + 0.5, 0, 1),
        _ => throw new NotSupportedException(function),
    };

    internal static double Slope(string function, double x) => function switch
    {
        ActivationFunctions.Relu => x > 0 ? 1 : 0,
        ActivationFunctions.Relu6 => x is > 0 and < 6 ? 1 : 0,
        ActivationFunctions.Sigmoid => Sigmoid(x) * Sigmoid(-x),
        ActivationFunctions.Tanh => 1 - Math.Tanh(x) * Math.Tanh(x),
        ActivationFunctions.Silu => Sigmoid(x) + x * Sigmoid(x) * Sigmoid(-x),
        ActivationFunctions.Gelu => 0.75 * (Sigmoid(2 * x) + 2 * x * Sigmoid(2 * x) * Sigmoid(-2 * x)),
        ActivationFunctions.GeluTanh => Sigmoid(1.5 * x) + 1.5 * x * Sigmoid(1.5 * x) * Sigmoid(-1.5 * x),
        ActivationFunctions.HardSigmoid => x is > -3 and < 3 ? 1 / 6.0 : 0,
        ActivationFunctions.HardSwish => x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5,
        _ => throw new NotSupportedException(function),
    };

    internal static bool IsToldByOutput(string function) => function is ActivationFunctions.Relu or ActivationFunctions.Relu6
        or ActivationFunctions.Sigmoid or ActivationFunctions.Tanh or ActivationFunctions.HardSigmoid;

    /// <summary>An argument that gives the result, or at least the same slope.</summary>
    internal static double Argument(string function, double y) => function switch
    {
        ActivationFunctions.Relu or ActivationFunctions.Relu6 => y,
        ActivationFunctions.Sigmoid => Math.Log(y / (1 - y)),
        ActivationFunctions.Tanh => Math.Atanh(y),
        ActivationFunctions.HardSigmoid => (y - 0.5) * 6,
        _ => throw new NotSupportedException(function),
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
