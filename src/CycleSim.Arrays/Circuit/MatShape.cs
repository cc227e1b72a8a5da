namespace CycleSim.Arrays.Circuit;

/// <summary>Subarrays of a mat, and how many of them an access activates.</summary>
internal readonly record struct MatShape(int Rows, int Columns, int ActiveRows, int ActiveColumns)
{
    public int Subarrays => Rows * Columns;

    public int Active => ActiveRows * ActiveColumns;
}
