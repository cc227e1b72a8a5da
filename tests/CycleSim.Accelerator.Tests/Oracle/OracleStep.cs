namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>What happens in one step of the array or of the vector unit.</summary>
/// <param name="Index">The step, counted from the start of the phase.</param>
/// <param name="Rows">What each row lane feeds: fold and element; null when it rests.</param>
/// <param name="Columns">What each column lane feeds.</param>
/// <param name="Edge">The output that each column hands over: fold and row; null when it has none.</param>
internal sealed record OracleStep(long Index, PortKey?[] Rows, PortKey?[] Columns, PortKey?[] Edge)
{
    /// <summary>A fold consumes operands: the first lane feeds.</summary>
    internal bool Consumes => Rows.Length > 0 && Rows[0] is not null;
}
