using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "cycles_per_word" in "vector_unit": functions that may take more than a cycle.</summary>
internal static class VectorCycleKeys
{
    internal static readonly KeySet All = new("cycles of functions", "Cycles a word of each function.");

    internal static readonly Key<int> Exp = Cycles("exp", "Exponential: softmax, loss, sigmoid, SiLU, the derivative of GELU.");

    internal static readonly Key<int> Divide = Cycles("divide", "Quotient: softmax, loss, sigmoid, SiLU, Adam.");

    internal static readonly Key<int> Sqrt = Cycles("sqrt", "Square root: Adam.");

    internal static readonly Key<int> Tanh = Cycles("tanh", "Hyperbolic tangent: tanh, the approximation of GELU.");

    internal static readonly Key<int> Erf = Cycles("erf", "Error function: GELU.");

    private static Key<int> Cycles(string name, string meaning) =>
        All.Int(name, meaning, 1, VectorUnitSpec.MaxCycles, "cycles", fallback: 1);
}
