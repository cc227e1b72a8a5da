using System.Collections.Concurrent;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// Notes on standard error about keys that have a new name, each said once for a file and key, however often a command reads it.
/// </summary>
internal static class OldNameNotes
{
    private static readonly ConcurrentDictionary<string, bool> Said = new();

    internal static void Say(string note)
    {
        if (Said.TryAdd(note, true))
            Console.Error.WriteLine($"note: {note}");
    }
}
