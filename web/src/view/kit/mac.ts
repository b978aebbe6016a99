/** Whether people here look for Command rather than Control on their keyboard. */
export const onMac = /mac|iphone|ipad/i.test(navigator.userAgent);
