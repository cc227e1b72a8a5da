using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal sealed class ByGenericBase : List<Known[]>;
