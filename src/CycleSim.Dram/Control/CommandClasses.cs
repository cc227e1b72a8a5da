namespace CycleSim.Dram.Control;

/// <summary>Which commands may leave: a standard with a row bus and a column bus can issue one of each in a cycle.</summary>
[Flags]
internal enum CommandClasses
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Activates, precharges and refreshes.</summary>
    Row = 1,

    /// <summary>Reads and writes.</summary>
    Column = 2,

    /// <summary>All.</summary>
    All = Row | Column,
}
