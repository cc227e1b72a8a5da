using System.Text.Json;
using CycleSim.Platform.Files;

namespace CycleSim.Studies.Codesign;

/// <summary>Writes results as JSON, whole or not at all.</summary>
public static class CodesignResultFile
{
    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CycleSim.Platform.InputException">The file cannot be written.</exception>
    public static void Write(CodesignResult result, string path) => OutputFile.WriteAtomically(path, stream =>
    {
        JsonSerializer.Serialize(stream, result, CodesignContext.Default.CodesignResult);
        stream.WriteByte((byte)'\n');
    });
}
