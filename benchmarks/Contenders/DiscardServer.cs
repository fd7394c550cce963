using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>
/// A server that takes every upload, counts its bytes and keeps none, over HTTP and TLS on the loopback. The answer to an upload is an import
/// whose id is the number of bytes. It stops when its input ends.
/// </summary>
internal static class DiscardServer
{
    /// <summary>Where it listens, and the certificate that it shows.</summary>
    /// <param name="Http">The plain address.</param>
    /// <param name="Tls">The address with TLS.</param>
    public sealed record Addresses(string Http, string Tls);

    /// <summary>Serves until the input ends; the addresses are the first line of the output.</summary>
    /// <param name="certificatePath">Where to put the certificate, for clients to trust.</param>
    public static async Task RunAsync(string certificatePath)
    {
        using var certificate = NewCertificate();
        await File.WriteAllTextAsync(certificatePath, certificate.ExportCertificatePem());

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate));
        });
        await using var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();

        var addresses = server.Urls.ToList();
        Console.WriteLine(JsonSerializer.Serialize(new Addresses(addresses.Single(IsPlain), addresses.Single(address => !IsPlain(address)))));
        await Console.In.ReadToEndAsync();
    }

    private static bool IsPlain(string address) => address.StartsWith("http://", StringComparison.Ordinal);

    private static async Task AnswerAsync(HttpContext context)
    {
        var received = await CountAsync(context.Request.BodyReader, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { id = $"{received}", state = "DONE", more = new { received = new[] { received } } }));
    }

    private static async Task<long> CountAsync(System.IO.Pipelines.PipeReader body, CancellationToken stop)
    {
        long received = 0;
        while (true)
        {
            var read = await body.ReadAsync(stop);
            received += read.Buffer.Length;
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return received;
        }
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=HubSpotImports benchmarks", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
