using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByIterator
{
    internal static IEnumerable<object> All()
    {
        yield return new Known();
    }
}
