using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using HubSpotImports.Journal;

namespace HubSpotImports.Api;

/// <summary>
/// The body of a start: one <c>files</c> part per file first, <c>importRequest</c> and the closing boundary last, so that a request that
/// broke off before its tail was never complete. The bytes are those that curl writes for HubSpot's own sample; the length is known
/// before the first byte, and the files are streamed.
/// </summary>
internal sealed class ImportRequestContent : HttpContent
{
    private readonly IReadOnlyList<UploadFile> _files;
    private readonly byte[][] _heads;
    private readonly byte[] _tail;
    private readonly Action _committing;
    private readonly Action<long> _sent;
    private readonly object _gate = new();
    private bool _isGivenUp;
    private readonly CancellationTokenSource _limit;

    /// <summary>Describes the body; nothing is read yet.</summary>
    /// <param name="files">The files, in the order of the request.</param>
    /// <param name="requestJson">The <c>importRequest</c> as UTF-8.</param>
    /// <param name="boundary">The boundary; see <see cref="NewBoundary"/>.</param>
    /// <param name="committing">Told before the tail is written; what it throws keeps the tail back.</param>
    /// <param name="sent">Told after each piece how many bytes of files are written.</param>
    /// <param name="limit">
    /// What ends the request. .NET Framework passes no token on to the body, and leaves the connection open behind a body that fails.
    /// </param>
    public ImportRequestContent(IReadOnlyList<UploadFile> files, byte[] requestJson, string boundary, Action committing, Action<long> sent, CancellationTokenSource limit)
    {
        _files = files;
        _committing = committing;
        _sent = sent;
        _limit = limit;
        _heads = [.. files.Select((file, index) => Encoding.ASCII.GetBytes(
            $"{(index == 0 ? "" : "\r\n")}--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{file.UploadName}\"\r\nContent-Type: {file.ContentType}\r\n\r\n"))];
        _tail =
        [
            .. Encoding.ASCII.GetBytes($"\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"importRequest\"\r\nContent-Type: application/json\r\n\r\n"),
            .. requestJson,
            .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"),
        ];
        Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", boundary) } };
    }

    /// <summary>How far the body is written.</summary>
    public SendPhase Phase { get; private set; }

    /// <summary>Why the body could not be made: a file that is gone or changed, a journal that cannot be written.</summary>
    public HsException? Fault { get; private set; }

    /// <summary>A boundary that no file holds: 64 random bits behind the hyphens that curl writes.</summary>
    public static string NewBoundary()
    {
        var bits = new byte[8];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bits);
        return new string('-', 24) + string.Concat(bits.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>
    /// Keeps the tail back for good, unless it is on its way; the phase stays as it is then. HttpClient tells of a connection that broke while it
    /// still writes the body, which would go on to the tail and tell of it.
    /// </summary>
    /// <returns>Whether the tail is kept back, so that HubSpot cannot take the request.</returns>
    public bool GiveUp()
    {
        lock (_gate)
        {
            _isGivenUp = true;
            return Phase != SendPhase.Committing;
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _heads.Sum(head => (long)head.Length) + _files.Sum(file => file.Part.Length) + _tail.Length;
        return true;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, _limit.Token);

#if NET
    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);
#endif

    private async Task WriteAsync(Stream stream, CancellationToken stop)
    {
        // A content is built anew for each attempt: written twice, its phase would lie. .NET Framework would, where a connection ends behind the body.
        if (Phase != SendPhase.NotStarted) throw new IOException("The body of a start can be written once.");

        Phase = SendPhase.Sending;
        try
        {
            await WritePartsAsync(stream, stop).ConfigureAwait(false);
        }
        catch (HsException fault)
        {
            Fault = fault;
            _limit.Cancel();
            throw;
        }
    }

    private async Task WritePartsAsync(Stream stream, CancellationToken stop)
    {
        long before = 0;
        for (var i = 0; i < _files.Count; i++)
        {
            await stream.WriteAsync(_heads[i], 0, _heads[i].Length, stop).ConfigureAwait(false);
            var earlier = before;
            await _files[i].Part.CopyToAsync(stream, bytes => _sent(earlier + bytes), stop).ConfigureAwait(false);
            before += _files[i].Part.Length;
        }

        await stream.FlushAsync(stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_isGivenUp) throw new IOException("The request was given up.");
            _committing();
            Phase = SendPhase.Committing;
        }

        await stream.WriteAsync(_tail, 0, _tail.Length, stop).ConfigureAwait(false);
        Failpoint.Reach("tail written");
        _sent(before);
    }
}
