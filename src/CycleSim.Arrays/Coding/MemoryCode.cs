using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Device.Codes;
using CycleSim.Platform;

namespace CycleSim.Arrays.Coding;

/// <summary>The code of a memory, and the gates that encode and decode.</summary>
/// <param name="Code">The code of one word.</param>
/// <param name="Gates">The gates.</param>
public sealed record MemoryCode(ErrorCorrectingCode Code, GateModel Gates)
{
    /// <summary>The gates of a file that says nothing about them: assumptions after public figures.</summary>
    public static GateModel AssumedGates { get; } = GateModel.Read(GateKeys.All.Read(ConfigDocument.Parse("{}", "gates")));

    /// <summary>Words that are encoded and decoded at the same time.</summary>
    /// <param name="accessBits">Data bits of an access.</param>
    /// <exception cref="InputException">The access is no multiple of a word: writing part of one would need a read first.</exception>
    public int WordsOf(int accessBits) => accessBits % Code.DataBits == 0
        ? accessBits / Code.DataBits
        : throw new InputException($"an access of {accessBits} bits is no multiple of the {Code.DataBits} data bits of {Code.Name}");

    /// <summary>Reads a code.</summary>
    internal static MemoryCode Read(KeyValues keys)
    {
        try
        {
            return new(
                CodeTable.Create(keys.Get(MemoryCodeKeys.Name), keys.Get(MemoryCodeKeys.DataBits)),
                keys.Find(MemoryCodeKeys.Gates) is { } gates ? GateModel.Read(gates) : AssumedGates);
        }
        catch (InputException problem)
        {
            throw keys.Error(MemoryCodeKeys.Name, problem.Message);
        }
    }
}
