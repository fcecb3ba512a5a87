/** What a browser's device signs, in the forms of the interface (Web Authentication Level 3, section 5.1). */

/** Has the device sign that its owner is there. Throws where they decline. */
export async function signedByDevice(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  const signed = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  return signed.toJSON();
}

/** Has the device make a passkey. Throws where its owner declines. */
export async function madeByDevice(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  return made.toJSON();
}
