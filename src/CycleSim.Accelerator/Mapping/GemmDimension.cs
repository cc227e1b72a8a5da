namespace CycleSim.Accelerator.Mapping;

/// <summary>A dimension of the product of an M x K and a K x N matrix: one of the three loops over its tiles.</summary>
public enum GemmDimension
{
    /// <summary>Rows of A and C.</summary>
    M,

    /// <summary>Columns of B and C.</summary>
    N,

    /// <summary>The reduction dimension: columns of A, rows of B.</summary>
    K,
}
