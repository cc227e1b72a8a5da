namespace CycleSim.Arrays.Circuit;

/// <summary>Mats of a bank, how many of them an access activates, and the subarrays of each.</summary>
/// <param name="Rows">Rows of mats; a power of two.</param>
/// <param name="Columns">Columns of mats; a power of two.</param>
/// <param name="ActiveRows">Rows of mats that an access activates.</param>
/// <param name="ActiveColumns">Columns of mats that an access activates.</param>
/// <param name="Mat">The subarrays of a mat.</param>
internal readonly record struct BankShape(int Rows, int Columns, int ActiveRows, int ActiveColumns, MatShape Mat)
{
    public int Mats => Rows * Columns;

    public int ActiveMats => ActiveRows * ActiveColumns;
}
