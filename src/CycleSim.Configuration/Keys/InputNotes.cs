using System.Collections.Concurrent;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// Notes on standard error about keys that have a new name, and about what else a file of the user means, each said once however often a
/// command reads it.
/// </summary>
public static class InputNotes
{
    private static readonly ConcurrentDictionary<string, bool> Said = new();

    /// <summary>Name of the program, which notes start with; null where a library is used by itself.</summary>
    public static string? Program { get; set; }

    /// <summary>Says a note, if it has not been said.</summary>
    /// <param name="note">The note; it names the file.</param>
    public static void Say(string note)
    {
        if (Said.TryAdd(note, true))
            Console.Error.WriteLine(Program is null ? $"note: {note}" : $"{Program}: note: {note}");
    }
}
