namespace CycleSim.Dram.Parts;

/// <summary>A value in an .ini file.</summary>
/// <param name="Section">Its section, as written.</param>
/// <param name="Key">Its key, as written.</param>
/// <param name="Value">The value, without the spaces around it.</param>
/// <param name="Line">Line of the file, from 1.</param>
internal sealed record IniEntry(string Section, string Key, string Value, int Line);
