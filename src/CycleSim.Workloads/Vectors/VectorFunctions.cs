namespace CycleSim.Workloads.Vectors;

/// <summary>Functions that the vector unit may compute more slowly than additions, products and comparisons.</summary>
[Flags]
public enum VectorFunctions
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Exponential.</summary>
    Exp = 1,

    /// <summary>Quotient, or reciprocal.</summary>
    Divide = 2,

    /// <summary>Square root.</summary>
    Sqrt = 4,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh = 8,

    /// <summary>Error function.</summary>
    Erf = 16,
}
