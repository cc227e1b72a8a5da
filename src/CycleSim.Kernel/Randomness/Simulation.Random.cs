namespace CycleSim.Kernel;

/// <content>Random streams by name.</content>
public sealed partial class Simulation
{
    private readonly Dictionary<string, RandomStream> _randomStreams = new(StringComparer.Ordinal);

    /// <summary>
    /// The random stream of a name under the simulation's <see cref="Seed"/>. Every call with the same name returns
    /// the same object, which goes on where it was; keep it in a field where it is used often.
    /// </summary>
    /// <param name="name">What the numbers are for, for example "arrivals".</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public RandomStream Random(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_randomStreams.TryGetValue(name, out RandomStream? stream))
        {
            stream = new RandomStream(Seed, name);
            _randomStreams.Add(name, stream);
        }

        return stream;
    }
}
