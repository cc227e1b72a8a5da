using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal abstract class ByResult
{
    internal abstract Known? Make();
}
