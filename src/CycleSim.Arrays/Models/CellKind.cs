namespace CycleSim.Arrays.Models;

/// <summary>Memory cells; in snake_case the values of the key "kind".</summary>
internal enum CellKind
{
    /// <summary>Six transistors.</summary>
    Sram,

    /// <summary>A magnetic tunnel junction and an access transistor.</summary>
    SttMram,
}
