using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Operators;

/// <summary>What <see cref="ActivationFunctions"/> and their derivatives compute for each word.</summary>
internal static class ActivationWorks
{
    private const VectorFunctions Logistic = VectorFunctions.Exp | VectorFunctions.Divide;

    /// <summary>The function.</summary>
    public static VectorWork Forward(string function) => VectorWork.Once(function switch
    {
        ActivationFunctions.Sigmoid or ActivationFunctions.Silu => Logistic,
        ActivationFunctions.Tanh or ActivationFunctions.GeluTanh => VectorFunctions.Tanh,
        ActivationFunctions.Gelu => VectorFunctions.Erf,
        _ => VectorFunctions.None,
    });

    /// <summary>Its derivative; those of sigmoid and tanh are products of the stored output.</summary>
    public static VectorWork Backward(string function) => VectorWork.Once(function switch
    {
        ActivationFunctions.Silu => Logistic,
        ActivationFunctions.GeluTanh => VectorFunctions.Tanh,
        ActivationFunctions.Gelu => VectorFunctions.Erf | VectorFunctions.Exp,
        _ => VectorFunctions.None,
    });
}
